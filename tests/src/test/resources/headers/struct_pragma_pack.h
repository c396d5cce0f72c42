#pragma pack(push, 1)
struct one { char c; long long l; int i; };
#pragma pack(2)
struct two { char c; long long l; int i; };
#pragma pack(pop)
struct natural { char c; long long l; int i; };
#pragma pack(push, 4)
struct four { char c; double d; struct { char x; long long y; } in; };
#pragma pack(pop)
