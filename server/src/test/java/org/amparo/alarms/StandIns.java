package org.amparo.alarms;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A small mail server and a small web server on loopback, which remember what came.
final class StandIns implements AutoCloseable {
    private final ServerSocket mailSocket;
    private final HttpServer web;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    StandIns() {
        try {
            mailSocket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        web.createContext("/alarm", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!fails) {
                posts.add(body);
            }
            exchange.sendResponseHeaders(fails ? 503 : 204, -1);
            exchange.close();
        });
        web.createContext("/alive", exchange -> {
            pings.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.start();
        Thread.ofVirtual().start(this::receive);
    }

    String smtpUrl() {
        return "smtp://night%40example.org:secret@localhost:" + mailSocket.getLocalPort();
    }

    String webhook() {
        return "http://localhost:" + web.getAddress().getPort() + "/alarm";
    }

    String watchdog() {
        return "http://localhost:" + web.getAddress().getPort() + "/alive";
    }

    /// What came and was not looked at yet.
    List<String> mails() {
        var all = new ArrayList<>(mails);
        mails.clear();
        return all;
    }

    List<String> posts() {
        var all = new ArrayList<>(posts);
        posts.clear();
        return all;
    }

    int pings() {
        return pings.getAndSet(0);
    }

    /// The webhook answers 503 so many times.
    void failNext(int times) {
        failures.set(times);
    }

    private void receive() {
        while (!mailSocket.isClosed()) {
            try (var one = mailSocket.accept()) {
                talk(one);
            } catch (IOException e) {
                // closed, or the other side broke off
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        answer(socket, "220 ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("EHLO")) {
                answer(socket, "250-here\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN");
            } else if (line.startsWith("AUTH PLAIN")) {
                answer(socket, "235 fine");
            } else if (line.equals("DATA")) {
                answer(socket, "354 go on");
                var mail = new StringBuilder();
                for (var part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
                    mail.append(part).append('\n');
                }
                mails.add(mail.toString());
                answer(socket, "250 taken");
            } else {
                answer(socket, line.equals("QUIT") ? "221 bye" : "250 fine");
            }
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        web.stop(0);
        try {
            mailSocket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
