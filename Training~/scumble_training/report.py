"""Measured figures as a Markdown table: a row a measure, a column a model."""


def rows(values):
    """[(measure, value)] of what `measure.py` wrote."""
    model, coupling, occlusion, seam = values["model"], values["coupling"], values["occlusion"], values["seam"]
    out = [("size, steps, guidance: calls of the denoiser", f"{model['size']}, {model['steps']}, {model['guidance']}: {model['calls']}"),
           ("graphs, MB", f"{sum(model['bytes'].values()) / 1e6:.1f}")]
    for name, r in values["rebuilt"].items():
        place = name.replace("_", " ")
        out += [(f"rebuilt, {place}: base colour / height, dB", f"{r['base_color_db']:.1f} / {r['height_db']:.1f}"),
                (f"rebuilt, {place}: power by octave, coarse to fine, dB", octaves(r["octaves_db"])),
                (f"rebuilt, {place}: spectra apart, nepers; grain's Fréchet distance, ImageNet",
                 f"{r['spectrum_nepers']:.2f}; " + (f"{r['imagenet_grain_frechet']:.2f}" if "imagenet_grain_frechet" in r else "not measured"))]
    out += [("generated: power by octave, coarse to fine, dB", octaves(values["octaves"])),
            ("colour words obeyed", f"{values['colours']['all']:.0%}"),
            ("correlation between different prompts: one noise / own noise", f"{coupling['one_noise']:.2f} / {coupling['own_noise']:.2f}"),
            ("occlusion in base colour: generated / synthetic / photographs", three(occlusion)),
            ("seam (1 = none): generated / synthetic / photographs", three(seam))]
    if recognised := values["recognition"]:
        out.append(("recognised: plain prompts first / in three; captions; real",
                    "{first:.0%} / {first_three:.0%}; {captions:.0%}; {real:.0%}".format(**recognised)))
    for name, d in values["distances"].items():
        place = name.replace("_", ", ")
        out += [(f"{place}: Fréchet distance (of real halves)", f"{d['frechet']:.2f} ({d['frechet_real_halves']:.2f})"),
                (f"{place}: precision, recall", f"{d['precision']:.2f}, {d['recall']:.2f}")]
    return out


def octaves(values):
    return " ".join(f"{value:+.1f}" for value in values)


def three(values):
    return "{generated:.2f} / {synthetic:.2f} / {photographs:.2f}".format(**values)


def table(columns):
    """columns: {heading: values}; a measure that one of them lacks is left empty there."""
    parts = [dict(rows(values)) for values in columns.values()]
    names = list(dict.fromkeys(name for part in parts for name in part))
    return "\n".join([f"| measure | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|",
                      *(f"| {name} | {' | '.join(part.get(name, '') for part in parts)} |" for name in names)])
