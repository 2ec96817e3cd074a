"""What whoever runs a toolbox needs: backups, restoring, moving, upgrading, and a doctor."""
