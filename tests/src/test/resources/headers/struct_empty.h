struct nothing {};
struct has { struct nothing n; int i; };
union no_members {};
