struct class { int end, function, local, nil, public, record, var; };
int then(int repeat, int until);
enum package { import_, interface };
typedef int yield;
#define elseif 3
#define synchronized 4
