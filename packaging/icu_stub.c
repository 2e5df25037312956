/* An ICU without data, in place of the 32 MB of libicudata: Qt is linked against ICU, but the parts that need its data
   (collation, names of zones, encodings other than Unicode and Latin-1) are used nowhere in Intermezzo. ICU then says
   that a resource is missing, and Qt goes on without.

   The layout is that of a common data file ("ToCP") with no entries: https://unicode-org.github.io/icu/userguide/icu_data */

#include <stdint.h>

struct header {
    uint16_t size;
    uint8_t magic[2];
    uint16_t info_size, reserved_word;
    uint8_t is_big_endian, charset_family, size_of_char, reserved_byte;
    uint8_t format[4], format_version[4], data_version[4];
    uint8_t padding[8];
    uint32_t entries, names;
    uint32_t end[4];
};

const struct header ENTRY = {32, {0xda, 0x27}, 20, 0, 0, 0, 2, 0, {'T', 'o', 'C', 'P'}, {1}, {0}, {0}, 0, 0, {0}};
