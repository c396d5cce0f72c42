typedef unsigned int u32;
typedef u32 dword;
typedef const dword *dword_pointer;
typedef dword table[4];
typedef table tables[2];
typedef volatile dword_pointer watched;
dword first(dword_pointer p, tables t, watched w);
