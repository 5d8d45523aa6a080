// The reports are the .sql files beside this one.
