#ifdef __cplusplus
extern "C" {
#endif
int from_c(int x);
#ifdef __cplusplus
}
#endif
