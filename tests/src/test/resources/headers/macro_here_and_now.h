#define HERE __LINE__
#define FILE_NAME __FILE__
#define FUNCTION_NAME __func__
#define TODAY __DATE__ " " __TIME__
#define NEXT (__COUNTER__ + 1)
