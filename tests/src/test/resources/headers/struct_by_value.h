struct small { int a; };
struct pair { long a; double b; };
struct large { double values[10]; };
union either { int i; double d; };
struct small f_small(struct small s);
struct pair f_pair(struct pair p);
struct large f_large(struct large l);
union either f_either(union either e);
