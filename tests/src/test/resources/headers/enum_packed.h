enum __attribute__((packed)) tiny { T0, T1, T255 = 255 };
enum __attribute__((packed)) tiny_signed { M = -1, P = 100 };
enum __attribute__((packed)) middle { M0, M1 = 256 };
struct holds { enum tiny t; enum tiny_signed s; enum middle m; };
