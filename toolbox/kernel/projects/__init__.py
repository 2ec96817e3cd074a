"""What circles show to strangers, by choice: public pages with forms."""
