double _Complex root(double x);
struct wave { float _Complex f; double _Complex d; int i; };
int fine(int x);
