/* CWE-125, CWE-787: lengths of the wire are compared with what was received */
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#define MAX_PAYLOAD 512

struct message {
    uint8_t type;
    uint16_t length;
    uint8_t payload[MAX_PAYLOAD];
};

int receive_message(int fd, struct message *m)
{
    uint8_t packet[3 + MAX_PAYLOAD];
    ssize_t n = recv(fd, packet, sizeof packet, 0);
    if (n < 3)
        return -1;
    m->type = packet[0];
    m->length = (uint16_t)(packet[1] << 8 | packet[2]);
    if (m->length > MAX_PAYLOAD || m->length > (size_t)n - 3)
        return -1;
    memcpy(m->payload, packet + 3, m->length);
    return 0;
}
