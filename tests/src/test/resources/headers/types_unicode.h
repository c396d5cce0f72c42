typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
struct text { char16_t a[3]; char32_t b; const char16_t *p; };
char32_t up(char16_t c);
