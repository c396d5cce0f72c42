typedef unsigned short word;
typedef long status;
#define W ((word)0x12345)
#define S ((status)0xC0000005L)
#define I8 ((signed char)200)
#define U8 ((unsigned char)-1)
#define B ((_Bool)2)
#define F ((float)1)
#define I ((int)3.99)
