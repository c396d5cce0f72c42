union value { char c; short s; int i; long long l; float f; double d; void *p; char text[13]; };
struct tagged { int tag; union value v; };
