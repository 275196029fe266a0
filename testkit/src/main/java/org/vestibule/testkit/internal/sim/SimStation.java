// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.vestibule.testkit.internal.rtsp.RtspSettings;
import org.vestibule.testkit.internal.rtsp.RtspSource;

/** A simulated station in the foreground, for an integrator without hardware. */
public final class SimStation {
  private SimStation() {}

  /** Runs one; {@code --help} says with what. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.print(SimOptions.USAGE);
      return;
    }
    try {
      run(SimOptions.of(arguments));
    } catch (BindException e) {
      System.err.println("vestibule sim: a port is taken; choose others with --port, --rtsp-port");
      System.exit(1);
    } catch (IOException e) {
      System.err.println("vestibule sim: " + e.getMessage());
      System.exit(1);
    } catch (IllegalArgumentException e) {
      System.err.println("vestibule sim: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void run(SimOptions options) throws IOException, InterruptedException {
    RtspSource camera = camera(options);
    String streams = camera == null ? "" : camera.base();
    try (SimDevice device = device(options, streams)) {
      Path secret = write(options);
      // What ends it by a signal must not leave the password or the camera behind.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(secret, camera), "sim-end"));
      show(options, device, streams, secret);
      keys(device);
    } finally {
      if (camera != null) {
        camera.close();
      }
    }
  }

  private static SimDevice device(SimOptions options, String streams) throws IOException {
    return options.maker().equals("onvif")
        ? new OnvifSim(options, streams)
        : MakerSim.of(options, streams.isEmpty() ? "" : streams + "/main");
  }

  private static RtspSource camera(SimOptions options) throws IOException, InterruptedException {
    if (!RtspSource.available()) {
      System.err.println("No live picture, for that needs " + RtspSource.PACKAGES);
      return null;
    }
    RtspSettings settings =
        RtspSettings.ball()
            .at(options.address(), options.rtspPort())
            .size(1280, 720, 10)
            .account(options.user(), options.password(), true);
    return RtspSource.start(options.picture().map(settings::picture).orElse(settings));
  }

  private static Path write(SimOptions options) throws IOException {
    Path file = Files.createDirectories(options.home()).resolve("station.password");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, options.password() + "\n").toAbsolutePath();
  }

  private static void end(Path secret, RtspSource camera) {
    try {
      Files.deleteIfExists(secret);
    } catch (IOException e) {
      System.err.println("The password's file " + secret + " stays: " + e.getMessage());
    }
    if (camera != null) {
      camera.close();
    }
  }

  private static void show(SimOptions options, SimDevice device, String streams, Path secret) {
    TreeMap<String, String> settings = new TreeMap<>(device.settings());
    settings.put("url", device.url());
    settings.put("username", options.user());
    settings.put("passwordFile", secret.toString());
    StringBuilder lines = new StringBuilder("id = simulated\ndoor = front-door\n");
    settings.forEach((key, value) -> lines.append(key + " = " + value + "\n"));
    System.out.print(
        """
        A simulated station (%s)
          address   %s
          streams   %s
          user      %s
          password  %s

        For the gateway, in etc/org.vestibule.station.%s-simulated.cfg of its data folder:

        %s
        Keys, each with Enter: p presses the bell, m begins or ends motion, r shows the relay, q ends.
        """
            .formatted(
                options.maker(),
                device.url(),
                streams.isEmpty() ? "none" : streams + "/main and /sub",
                options.user(),
                options.password(),
                device.kind(),
                lines));
    System.out.flush();
  }

  private static void keys(SimDevice device) throws IOException, InterruptedException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean moving = false;
    for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
      switch (line.strip()) {
        case "p" -> say(device.press(), "The bell rings.", "It has no bell.");
        case "m" -> {
          moving = !moving;
          say(
              device.motion(moving),
              moving ? "Something moves." : "Nothing moves any more.",
              "It does not tell of motion.");
        }
        case "r" -> System.out.println("Relay: " + device.relay());
        case "q" -> {
          return;
        }
        case "" -> {
          // Enter alone asks for nothing.
        }
        default -> System.out.println("Keys: p, m, r, q");
      }
    }
    // Without a keyboard it stands until it is ended.
    new CountDownLatch(1).await();
  }

  private static void say(boolean done, String yes, String no) {
    System.out.println(done ? yes : no);
  }
}
