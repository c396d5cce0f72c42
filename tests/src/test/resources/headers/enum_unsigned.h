enum mask { NONE = 0, TOP = 0x80000000u, ALL = 0xFFFFFFFFu };
enum mask get_mask(void);
