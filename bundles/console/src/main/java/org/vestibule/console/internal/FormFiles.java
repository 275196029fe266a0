// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;

/** The files in which a bundle describes its settings by Metatype. They lie within the bundle. */
final class FormFiles {
  private FormFiles() {}

  /** Returns them; none of a bundle that describes nothing. */
  static List<URL> of(Bundle bundle) {
    Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    return files == null ? List.of() : Collections.list(files);
  }

  /** Opens one of them, to be closed by the caller. */
  static InputStream open(URL file) throws IOException {
    return file.openStream();
  }
}
