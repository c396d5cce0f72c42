#ifndef API_EXPORT
#define API_EXPORT
#endif
#ifndef API_CALL
#define API_CALL API_EXPORT
#endif
API_EXPORT int API_CALL exported(int x);
