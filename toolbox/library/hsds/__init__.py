"""HSDS 3.1.3 (Open Referral's format for directories): the library sent out, others’ lists taken in."""
