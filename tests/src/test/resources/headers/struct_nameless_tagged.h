struct base { int id; char kind; };
struct derived { struct base; int extra; };
struct declares { struct only_a_tag { int never; } named; int b; };
