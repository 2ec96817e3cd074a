"""The kinds of questions as fields of a form: how each is asked, read, checked and kept. One file for some of them."""
