// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@code npm} and {@code mvn} as processes: an argument list, no shell, no scripts of the
 * package, a time limit. Whatever registry or mirror these clients are set up for is used.
 */
final class RegistryClients implements PackageFetcher {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int MOST_OUTPUT = 64 * 1024;

  private final Path npmCache;

  /**
   * @param npmCache npm's own cache for this run
   */
  RegistryClients(Path npmCache) {
    this.npmCache = npmCache;
  }

  @Override
  public Path fetch(String registry, String coordinates, Path into) throws AssemblyException {
    List<String> command =
        registry.equals("npm") ? npm(coordinates, into) : maven(coordinates, into);
    run(command, coordinates, into);
    try (Stream<Path> files = Files.list(into)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz") || file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(
              () -> new AssemblyException(coordinates + ": " + command.get(0) + " gave no file"));
    } catch (IOException e) {
      throw new AssemblyException(into + " cannot be read", e);
    }
  }

  private List<String> npm(String coordinates, Path into) {
    return List.of(
        "npm",
        "pack",
        "--ignore-scripts",
        "--loglevel=error",
        "--cache",
        npmCache.toString(),
        "--pack-destination",
        into.toString(),
        coordinates);
  }

  private static List<String> maven(String coordinates, Path into) {
    return List.of(
        "mvn",
        "-q",
        "-B",
        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
        "-Dartifact=" + coordinates,
        "-DoutputDirectory=" + into,
        "-Dmdep.useBaseVersion");
  }

  private static void run(List<String> command, String coordinates, Path folder)
      throws AssemblyException {
    Path log = folder.resolve("client.log");
    Process process = null;
    try {
      // In an empty folder no .npmrc and no pom.xml of somebody else changes what the client does.
      process =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nothing(folder)))
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssemblyException(
            coordinates
                + ": "
                + command.get(0)
                + " took longer than "
                + LIMIT.toMinutes()
                + " min");
      }
      if (process.exitValue() != 0) {
        throw new AssemblyException(
            coordinates
                + " cannot be fetched: "
                + command.get(0)
                + " ended with "
                + process.exitValue()
                + cause(log)
                + ". Is there a network, and is the registry right?");
      }
    } catch (IOException e) {
      throw new AssemblyException(
          coordinates + ": " + command.get(0) + " cannot be started. Is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssemblyException(coordinates + ": interrupted", e);
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static java.io.File nothing(Path folder) throws IOException {
    return Files.createFile(folder.resolve("no-input")).toFile();
  }

  private static String cause(Path log) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(log)) {
      bytes = in.readNBytes(MOST_OUTPUT);
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("\\p{Cntrl}(\\[[0-9;]*m)?", "").strip())
        .filter(line -> line.matches("(?i)npm err(or|!) [a-z].*|\\[ERROR\\] .{20,}"))
        .findFirst()
        .map(line -> " (" + (line.length() > 200 ? line.substring(0, 200) : line) + ")")
        .orElse("");
  }
}
