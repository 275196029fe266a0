// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;

/**
 * DJL's engine for ONNX Runtime, started so that it stays on this machine: no telemetry, no
 * downloads, no cache below the user's home, no search for graphics cards. DJL reads most of this
 * once, in static initialisers, and finds its engines through the thread's context class loader; so
 * every first touch of DJL goes through {@link #withLoader}. Thread-safe.
 */
final class DjlEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DjlEngine.class);

  private static final String ENGINE = "OnnxRuntime";
  private static final String CUDA_FORK = "ai.djl.util.cuda.fork";
  private static final String LIBRARY_PATH = "onnxruntime.native.path";

  /** Whether this class loader has its natives; guarded by the class. */
  private static boolean loaded;

  /** Something that needs DJL's static state. */
  interface Work<T> {
    T run() throws ModelException;
  }

  private final NativeFolder home;
  private final OrtEnvironment environment;
  private final OrtNDManager manager;
  private final String version;
  private final UseCount memory;
  private final FastestGraph graphs = new FastestGraph();

  private DjlEngine(
      NativeFolder home, OrtEnvironment environment, OrtNDManager manager, String version) {
    this.home = home;
    this.memory =
        new UseCount(
            () -> {
              manager.close();
              home.close();
            });
    this.environment = environment;
    this.manager = manager;
    this.version = version;
  }

  /**
   * Starts the engine, or joins the one that this class loader has already started.
   *
   * @param home where DJL unpacks its own native library; the engine owns it from now on
   * @throws ModelException {@code native-missing}
   */
  static DjlEngine start(NativeFolder home) throws ModelException {
    return withLoader(
        home.path(),
        () -> {
          try {
            withoutCuda();
            loadNatives(home);
            Engine engine = Engine.getEngine(ENGINE);
            onlyCpu(engine);
            OrtNDManager manager = (OrtNDManager) engine.newBaseManager(Device.cpu());
            // DJL made the environment; this returns the same one.
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            String version =
                "ONNX Runtime " + environment.getVersion() + " by DJL " + Engine.getDjlVersion();
            return new DjlEngine(home, environment, manager, version);
          } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
            throw Problems.natives(e);
          }
        });
  }

  /** Returns engine and version for people. */
  String version() {
    return version;
  }

  /** Returns the manager below which all native memory of this engine hangs. */
  OrtNDManager manager() {
    return manager;
  }

  /** Does what may touch DJL for the first time. */
  <T> T withLoader(Work<T> work) throws ModelException {
    return withLoader(home.path(), work);
  }

  /**
   * Opens a graph.
   *
   * @param where the network, for messages
   * @throws ModelException {@code model-run-failed}
   */
  OrtSession open(String where, Path file, int intraOpThreads) throws ModelException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(intraOpThreads);
      options.setInterOpNumThreads(1);
      // A waiting thread must sleep: the gateway has few cores, and a door is not a render farm.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // What goes wrong comes back as an exception; a second copy on stderr helps nobody.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return graphs.open(
          environment,
          file.getFileName() + " of " + Files.size(file) + " bytes",
          level -> {
            options.setOptimizationLevel(level);
            return environment.createSession(file.toString(), options);
          });
    } catch (IOException | OrtException e) {
      throw Problems.runFailed(where, e);
    }
  }

  /** Returns whether the caller may hold models in this engine; if so, it must leave. */
  boolean enter() {
    return memory.enter();
  }

  /** Ends what {@link #enter()} began. */
  void leave() {
    memory.leave();
  }

  /** Frees everything as soon as the last model is freed. */
  @Override
  public void close() {
    memory.retire();
  }

  private static synchronized <T> T withLoader(Path home, Work<T> work) throws ModelException {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    System.setProperty("ai.djl.onnxruntime.num_threads", "1");
    System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
    System.setProperty("ENGINE_CACHE_DIR", home.toString());
    System.setProperty("DJL_CACHE_DIR", home.toString());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(DjlEngine.class.getClassLoader());
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Keeps DJL from loading CUDA's library through JNA, which would unpack a library of its own
   * below the user's home. The setting makes DJL ask a child process instead; it decides in a
   * static initialiser, and once that has run without the library, DJL counts no graphics cards.
   */
  private static void withoutCuda() {
    String before = System.setProperty(CUDA_FORK, "true");
    try {
      Class.forName("ai.djl.util.cuda.CudaUtils", true, DjlEngine.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("DJL is incomplete", e);
    } finally {
      restore(CUDA_FORK, before);
    }
  }

  private static void restore(String property, String before) {
    if (before == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, before);
    }
  }

  /**
   * Lets DJL make ONNX Runtime's environment, from libraries in our own folder. ONNX Runtime would
   * unpack them into {@code java.io.tmpdir} and delete them on an orderly exit only: each power cut
   * would leave 24 MB. A class loader loads them once.
   */
  private static void loadNatives(NativeFolder home) throws IOException {
    if (loaded) {
      return;
    }
    String before = System.getProperty(LIBRARY_PATH);
    System.setProperty(LIBRARY_PATH, home.unpackOnnxRuntime().toString());
    try {
      Engine.getEngine(ENGINE);
      loaded = true;
    } finally {
      restore(LIBRARY_PATH, before);
    }
  }

  /**
   * Tells DJL that the default device is the processor. It would otherwise try to load the CUDA
   * provider and log a warning with each start; there is no setting for it.
   */
  private static void onlyCpu(Engine engine) {
    try {
      Field device = Engine.class.getDeclaredField("defaultDevice");
      device.setAccessible(true);
      device.set(engine, Device.cpu());
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("DJL looks for a graphics card, which only costs a warning", e);
    }
  }
}
