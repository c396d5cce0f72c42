struct packet { int length; };
union word { int i; char bytes[4]; };
enum mode { MODE_A, MODE_B };
struct hidden;
#define PACKET struct packet
#define WORD union word
#define MODE enum mode
#define HIDDEN struct hidden
#define NOWHERE struct nowhere
PACKET *make(WORD w, MODE m, HIDDEN *h);
