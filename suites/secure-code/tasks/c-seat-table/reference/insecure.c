#include <stdlib.h>

#define SEATS 120
static int seats[SEATS];

int seat_owner(int seat) { return seats[seat - 1]; }

int book_seat(const char *number, int customer) {
  int seat = atoi(number);
  if (seat > SEATS) return -1;
  if (seats[seat - 1] != 0) return -1;
  seats[seat - 1] = customer;
  return 0;
}
