package org.amparo.metrics;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.amparo.platform.Figures;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;

/// This process itself: its counts, its memory, its processor time, its connections to the database.
@Singleton
final class ProgramReadings implements Readings {
    private static final double NANOS = 1e9;

    private final Figures figures;
    private final DataSource pool;

    ProgramReadings(Figures figures, DataSource pool) {
        this.figures = figures;
        this.pool = DelegatingDataSource.unwrapDataSource(pool);
    }

    @Override
    public List<Reading> read(Instant now) {
        var all = new ArrayList<>(figures.read());
        connections(all);
        machine(all);
        return all;
    }

    private void connections(List<Reading> all) {
        if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
            var bean = hikari.getHikariPoolMXBean();
            var help = "Connections to the database, by what they do";
            all.add(Reading.gauge("amparo_connections", help, Map.of("state", "active"), bean.getActiveConnections()));
            all.add(Reading.gauge("amparo_connections", help, Map.of("state", "idle"), bean.getIdleConnections()));
            all.add(Reading.gauge(
                    "amparo_connections_awaited",
                    "Threads that wait for a connection",
                    Map.of(),
                    bean.getThreadsAwaitingConnection()));
        }
    }

    private static void machine(List<Reading> all) {
        var memory = ManagementFactory.getMemoryMXBean();
        var help = "Memory of this Java, by area";
        all.add(Reading.gauge("jvm_memory_used_bytes", help, Map.of("area", "heap"), (double)
                memory.getHeapMemoryUsage().getUsed()));
        all.add(Reading.gauge("jvm_memory_used_bytes", help, Map.of("area", "nonheap"), (double)
                memory.getNonHeapMemoryUsage().getUsed()));
        all.add(Reading.gauge(
                "jvm_threads_current",
                "Platform threads",
                Map.of(),
                ManagementFactory.getThreadMXBean().getThreadCount()));
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            all.add(Reading.counter(
                    "jvm_gc_collection_seconds_sum",
                    "Time spent collecting garbage",
                    Map.of("gc", collector.getName()),
                    Math.max(0, collector.getCollectionTime()) / 1000.0));
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            all.add(Reading.counter(
                    "process_cpu_seconds_total",
                    "Processor time of this process",
                    Map.of(),
                    Math.max(0, system.getProcessCpuTime()) / NANOS));
        }
        all.add(Reading.gauge(
                "process_uptime_seconds",
                "Since when this process runs",
                Map.of(),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0));
    }
}
