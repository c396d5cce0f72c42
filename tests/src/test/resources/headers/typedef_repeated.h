typedef int number;
typedef int number;
typedef struct s s;
typedef struct s s;
struct s { number n; };
