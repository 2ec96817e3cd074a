"""The library on paper: a booklet of many resources and a sheet of one."""
