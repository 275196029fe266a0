// SPDX-License-Identifier: Apache-2.0
/** Rights: who may pass which door when, by what, and the passes of visitors. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.rights;
