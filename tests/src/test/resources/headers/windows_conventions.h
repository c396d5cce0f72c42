int __attribute__((stdcall)) api(int a, int b);
int __attribute__((fastcall)) quick(int a, int b);
int __attribute__((cdecl)) plain(int a);
typedef int (__attribute__((stdcall)) *procedure)(void *hwnd, unsigned msg);
struct vtable { int (__attribute__((stdcall)) *query)(void *self); };
int __attribute__((stdcall)) takes(procedure p);
