struct message { int length; char bytes[]; };
struct table { char c; long long rows[]; };
struct gnu_zero { int n; int none[0]; char tail; };
struct pair { short a; struct { char k; int v; } entries[]; };
