struct io { volatile unsigned int status; const int id; char *const name; const char *const *list; int *restrict fast; };
