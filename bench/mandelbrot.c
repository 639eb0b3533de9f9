/* The lab's serial loop in C, for bench/mandelbrot.sh: prints wall and CPU seconds; with a file name it leaves the counts there. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 640, HEIGHT = 480, LIMIT = 1000 };

static uint32_t escape(double cx, double cy, uint32_t limit) {
    double x = 0, y = 0, xx = 0, yy = 0;
    uint32_t n = 0;
    while (n < limit && xx + yy <= 4) {
        y = 2 * x * y + cy;
        x = xx - yy + cx;
        xx = x * x, yy = y * y;
        n++;
    }
    return n;
}

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    uint32_t *counts = malloc(sizeof(uint32_t) * WIDTH * HEIGHT);
    if (!counts) return 1;
    double dx = 3.5 / WIDTH, dy = 2.0 / HEIGHT;
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (int row = 0; row < HEIGHT; row++) {
        double cy = 0.0 + (HEIGHT / 2.0 - row - 0.5) * dy;
        for (int column = 0; column < WIDTH; column++)
            counts[row * WIDTH + column] = escape(-0.75 + (column + 0.5 - WIDTH / 2.0) * dx, cy, LIMIT);
    }
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    if (argc > 1) {
        FILE *file = fopen(argv[1], "wb");
        if (!file || fwrite(counts, sizeof(uint32_t), WIDTH * HEIGHT, file) != WIDTH * HEIGHT || fclose(file)) return 1;
    }
    /* The sum keeps the compiler from leaving the work out. */
    uint64_t sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) sum += counts[i];
    printf("{\"wall_s\": %.6f, \"cpu_s\": %.6f, \"iterations\": %llu}\n", wall, cpu, (unsigned long long)sum);
    return 0;
}
