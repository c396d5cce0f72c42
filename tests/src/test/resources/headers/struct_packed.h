struct __attribute__((packed)) wire { char c; int i; short s; double d; };
struct partly { char c; int i __attribute__((packed)); long long l; };
struct holds { char c; struct wire w; };
