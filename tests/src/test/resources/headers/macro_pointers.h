typedef void *HANDLE;
#define NOTHING ((void *)0)
#define INVALID ((HANDLE)-1)
#define FIXED ((char *)0x1234)
#define TOP ((HANDLE)(long long)0xFFFFFFFF80000001LL)
