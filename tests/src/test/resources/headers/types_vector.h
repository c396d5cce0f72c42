typedef float float4 __attribute__((vector_size(16)));
typedef int int2 __attribute__((vector_size(8)));
float4 add4(float4 a, float4 b);
struct lane { float4 v; int2 w; char c; };
int fine(int x);
