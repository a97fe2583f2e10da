/* What no reader can go below: all files stat'ed, read, or parsed by libyaml into events.
   usage: limits stat|read|parse FILE...  (a list of files on standard input where none is named) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

static int parse(const unsigned char *data, size_t size) {
    yaml_parser_t parser;
    yaml_event_t event;
    int last = 0;
    if (!yaml_parser_initialize(&parser)) return 1;
    yaml_parser_set_input_string(&parser, data, size);
    while (!last) {
        if (!yaml_parser_parse(&parser, &event)) return 1;
        last = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return 0;
}

int main(int argc, char **argv) {
    char path[4096];
    static unsigned char data[4 << 20];
    struct stat about;
    if (argc < 3) return 2;
    FILE *list = fopen(argv[2], "r");
    if (!list) return 2;
    while (fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = 0;
        if (stat(path, &about)) return 1;
        if (!strcmp(argv[1], "stat")) continue;
        FILE *file = fopen(path, "rb");
        if (!file) return 1;
        size_t size = fread(data, 1, sizeof data, file);
        fclose(file);
        if (!strcmp(argv[1], "parse") && parse(data, size)) return 1;
    }
    return 0;
}
