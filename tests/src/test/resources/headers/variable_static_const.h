static const int limit = 42;
static const double ratio = 0.5;
static const char name[] = "name";
int defined_here;
static const char *const place = "/somewhere";
static const char *mutable_name = "other";
