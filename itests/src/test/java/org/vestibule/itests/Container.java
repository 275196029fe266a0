// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureSecurity;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;

/**
 * The assembled distribution, as a person would unpack it, on a free port and an own data folder.
 */
final class Container {
  private static final Path TARGET = House.ROOT.resolve("itests/target");
  private static final String[] STATIONS = {"front", "side", "yard"};

  private Container() {}

  static Option[] options() throws IOException {
    Path data = freshData();
    String local = System.getProperty("maven.localRepository");
    List<Option> options = new ArrayList<>();
    options.add(
        karafDistributionConfiguration()
            .frameworkUrl(
                maven("org.vestibule", "karaf-assembly").version(House.VERSION).type("tar.gz"))
            .name("Vestibule")
            .unpackDirectory(TARGET.resolve("exam").toFile())
            .useDeployFolder(false));
    options.add(configureSecurity().disableKarafMBeanServerBuilder());
    options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
    options.add(keepRuntimeFolder());
    options.add(logLevel(LogLevel.INFO));
    options.add(systemTimeout(120_000));
    for (String option : jvm(data)) {
      options.add(vmOption(option));
    }
    // The distribution resolves from its own folder only; Pax Exam's probe comes from Maven's.
    options.add(
        editConfigurationFileExtend(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.defaultRepositories",
            "file:" + local + "@id=local"));
    options.add(
        editConfigurationFileExtend(
            "etc/org.apache.karaf.features.cfg", "featuresBoot", ",vestibule-testkit"));
    for (String station : STATIONS) {
      for (String kind : List.of("station.http", "door")) {
        String file = "org.vestibule." + kind + "-" + station + ".cfg";
        File source = House.ROOT.resolve("testkit/etc").resolve(file).toFile();
        options.add(replaceConfigurationFile("etc/" + file, source));
      }
    }
    for (String part : List.of("core", "calls")) {
      String file = "org.vestibule." + part + ".cfg";
      Path source = House.ROOT.resolve("testkit/etc").resolve(file);
      options.add(
          replaceConfigurationFile(
              "etc/" + file, (part.equals("core") ? patient(source) : source).toFile()));
    }
    return options.toArray(Option[]::new);
  }

  private static List<String> jvm(Path data) throws IOException {
    return List.of(
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Dvestibule.data=" + data,
        "-Dvestibule.port=" + freePort(),
        "-Dvestibule.root=" + House.ROOT,
        "-Dvestibule.version=" + House.VERSION,
        "-Dvestibule.fixtures=" + System.getProperty("vestibule.fixtures"),
        "-Duser.home=" + Files.createDirectories(TARGET.resolve("exam-home")),
        "-Dai.djl.offline=true",
        "-Djava.awt.headless=true",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED");
  }

  private static Path patient(Path settings) throws IOException {
    Path own = Files.createDirectories(TARGET).resolve("exam-" + settings.getFileName());
    return StagedHome.patient(Files.copy(settings, own, StandardCopyOption.REPLACE_EXISTING));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path freshData() throws IOException {
    delete(TARGET.resolve("exam"));
    Path data = TARGET.resolve("exam-data");
    deleteData(data);
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    if (Files.isDirectory(packs)) {
      copy(packs, data.resolve("models"));
    }
    Path trust = packs.resolveSibling("trust");
    if (Files.isDirectory(trust)) {
      copy(trust, data.resolve("trust"));
    }
    return data;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Deletes a data folder and the key that lies beside it. */
  static void deleteData(Path data) throws IOException {
    delete(data);
    Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".key"));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
