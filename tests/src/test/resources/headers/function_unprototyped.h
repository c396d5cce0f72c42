int old_style();
int (*old_pointer)();
