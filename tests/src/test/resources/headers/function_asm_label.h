int renamed(int x) __asm__("renamed_v2");
extern int value __asm__("value_v2");
