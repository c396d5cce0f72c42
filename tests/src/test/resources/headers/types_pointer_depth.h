char ***deep(int ****p, void **q, const char *const *argv);
int (*array_of_functions[3])(int);
int (*(*pointer_to_array_of_functions)[2])(char);
