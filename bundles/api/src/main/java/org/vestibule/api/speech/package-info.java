// SPDX-License-Identifier: Apache-2.0
/** Speech: from sound to words. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.speech;
