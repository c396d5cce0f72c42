struct machine { enum { OFF, ON = 7 } state; enum mode { FAST, SLOW } mode; union { enum { X = 3 } x; int y; }; };
