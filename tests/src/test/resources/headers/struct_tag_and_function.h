struct stat_like { int mode; long size; };
int stat_like(const char *path, struct stat_like *out);
