// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program that lays model packs out; {@code --help} says how it is used. */
public final class AssemblePacks {
  private final PrintStream out;
  private final PrintStream err;

  AssemblePacks(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs and exits: 0 done, 1 not done, 2 wrong use. */
  public static void main(String[] arguments) {
    System.exit(new AssemblePacks(System.out, System.err).run(arguments, null));
  }

  /**
   * Runs.
   *
   * @param fetcher {@code null} for the registries' own clients
   * @return the exit code
   */
  int run(String[] arguments, PackageFetcher fetcher) {
    if (List.of(arguments).contains("--help")) {
      out.print(Options.HELP);
      return 0;
    }
    Options options;
    List<PackPlan> plans;
    try {
      options = Options.read(arguments);
    } catch (AssemblyException e) {
      err.println(e.getMessage());
      return 2;
    }
    try {
      plans = plans(options);
      if (options.licences()) {
        LicenceTable.print(plans, out);
      } else {
        assemble(plans, options, fetcher);
      }
      return 0;
    } catch (AssemblyException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private void assemble(List<PackPlan> plans, Options options, PackageFetcher fetcher)
      throws AssemblyException {
    Path work = options.cache().resolve("packs");
    Thread cleaner = new Thread(() -> clean(plans, options));
    try {
      Files.createDirectories(work);
      // Two runs at once would fetch into each other's folders: the second waits.
      try (FileChannel channel =
              FileChannel.open(
                  options.cache().resolve("packs.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Runtime.getRuntime().addShutdownHook(cleaner);
        assemble(plans, options, work, fetcher);
      } finally {
        Folders.delete(work.resolve("archives"));
        Runtime.getRuntime().removeShutdownHook(cleaner);
      }
      // npm's own cache goes after success only: it spares a second run the download.
      Folders.delete(work);
    } catch (IOException e) {
      throw new AssemblyException(
          options.cache() + " cannot be used as a cache (" + e.getMessage() + ")", e);
    }
  }

  private void assemble(List<PackPlan> plans, Options options, Path work, PackageFetcher fetcher)
      throws AssemblyException {
    PackageFetcher clients =
        fetcher == null ? new RegistryClients(work.resolve("npm-cache")) : fetcher;
    Packages packages = new Packages(plans, clients, work.resolve("archives"), out);
    PackAssembler assembler = new PackAssembler(packages, options.into(), options.mirror());
    for (PackPlan plan : plans) {
      PackAssembler.Result result = assembler.assemble(plan);
      switch (result.outcome()) {
        case UP_TO_DATE -> out.printf("%-16s up to date%n", plan.name());
        case ASSEMBLED -> out.printf("%-16s assembled%n", plan.name());
        default -> out.printf("%-16s not assembled: %s%n", plan.name(), result.reason());
      }
    }
  }

  /** Somebody pressed Ctrl-C: what is not finished goes. */
  private static void clean(List<PackPlan> plans, Options options) {
    for (PackPlan plan : plans) {
      try {
        Folders.delete(options.into().resolve("." + plan.name() + ".part"));
      } catch (IOException e) {
        System.err.println(
            "The unfinished folder of " + plan.name() + " stays; the next run deletes it");
      }
    }
  }

  private static List<PackPlan> plans(Options options) throws AssemblyException {
    List<Path> folders;
    try (Stream<Path> children = Files.list(options.packs())) {
      folders =
          children.filter(child -> Files.exists(child.resolve("model.json"))).sorted().toList();
    } catch (IOException e) {
      throw new AssemblyException(options.packs() + " cannot be read", e);
    }
    List<String> names = folders.stream().map(folder -> folder.getFileName().toString()).toList();
    for (String name : options.only()) {
      if (!names.contains(name)) {
        throw new AssemblyException("no pack " + name + " in " + options.packs() + ": " + names);
      }
    }
    List<PackPlan> plans = new ArrayList<>();
    for (Path folder : folders) {
      if (options.only().isEmpty() || options.only().contains(folder.getFileName().toString())) {
        plans.add(PackPlan.read(folder));
      }
    }
    return plans;
  }
}
