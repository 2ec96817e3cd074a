"""Tables from spreadsheets and for them. What strangers' files hold is understood in a child process alone."""
