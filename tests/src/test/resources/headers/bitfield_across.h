struct across { unsigned char a : 7; unsigned char b : 7; unsigned char c : 7; unsigned int d : 25; unsigned int e : 25; };
struct char_then_int { char c : 4; int i : 4; short s : 8; };
