#include <iostream>
#include <string>

void ask() {
    char name[16];
    // ruleid: cpp-cin-array
    std::cin >> name;
    char city[16];
    // ruleid: cpp-cin-array
    cin >> city;
    std::string street;
    // ok: cpp-cin-array
    std::cin >> street;
    int number;
    // ok: cpp-cin-array
    std::cin >> number;
}
void ping(const std::string &host) {
    // ruleid: cpp-system-string
    system(("ping -c 1 " + host).c_str());
    std::string command = "ping " + host;
    // ruleid: cpp-system-string
    std::system(command.c_str());
    // ok: cpp-system-string
    system("ping -c 1 localhost");
}
void checked(const std::string &host) {
    if (!isValidHost(host)) return;
    // ok: cpp-system-string
    system(("ping -c 1 " + host).c_str());
}
