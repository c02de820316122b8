"""Other words for the same thing: what captions may say instead, where it stays true whatever the picture.

swap(text, rng) replaces single words and phrases of a caption's part; the longest phrase wins.
"""
from __future__ import annotations

import random
import re

_TABLE = """
large: big, oversized, huge, wide, broad, large scale
small: tiny, little, small scale, compact
fine: fine scale, small scale
old: aged, ancient, timeworn, very old
weathered: weather beaten, weatherworn, timeworn, aged
worn: well worn, used, worn out, worn down
battered: beaten up, damaged, used
clean: spotless, pristine, tidy, unstained
new: brand new, fresh
dirty: grimy, soiled, grubby, filthy
rough: coarse, uneven, rugged, harsh
smooth: even, sleek
glossy: shiny, gleaming, lustrous, high gloss
shiny: gleaming, glossy, reflective
matte: matt, dull, flat
polished: buffed, shining
cracked: crackled, fissured, split, fractured
rusty: rusted, corroded, oxidized, rust eaten
wet: soaked, damp, rain soaked, moist, drenched
rounded: round, curved
irregular: uneven, random, crooked
dry: arid, dried out
scratched: scuffed, scraped, marked
mossy: moss covered, moss grown, moss clad
dusty: dust covered, powdery
snowy: snow covered, snow clad
icy: frozen
speckled: flecked, spotted, mottled
varnished: lacquered, finished, sealed
painted: coated
lush: dense, rich
rustic: country style, farmhouse
medieval: castle, old world
futuristic: high tech, sci fi
crumpled: creased, scrunched, crinkled
wrinkled: creased, crinkled
overlapping: layered
coarse: rough, chunky
brick wall: masonry wall, brickwork, wall of bricks, bricks
brickwork: masonry, bricks
cobblestone: cobbles, cobblestones, cobble paving
cobblestone street: cobbled street, cobbled road, old town street, medieval street
cobblestone path: cobbled path, cobbled lane
flagstone paving: flagging, flagstones, stone paving, castle floor
stone floor: dungeon floor, castle floor, stone flooring
sci fi wall: cyberpunk wall, space station wall, futuristic wall
stone wall: masonry, wall of stones, fieldstone wall, castle wall, dungeon wall, medieval wall
rock face: cliff face, bare rock
planks: boards, planking, slats
wood planks: timber planks, wooden slats, lumber boards, floorboards
wooden planks: timber boards, planking, wooden slats, decking, deck boards
wooden boards: timber boards, lumber
wood floor: wooden floor, timber floor, hardwood flooring, floorboards
hardwood floor: wooden flooring, solid wood floor
parquet: parquetry, parquet flooring
wood grain: woodgrain, grained wood
wood: timber
wooden: timber
tile floor: tiled floor, tiling
ceramic tiles: ceramic tiling, tiled surface, glazed tiles
hexagon tiles: hexagonal tiles, hex tiling, six sided tiles
mosaic tiles: mosaic, tesserae, tiny tiles
roof tiles: tiled roof, roofing tiles, roof covering
fabric: cloth, textile
woven fabric: woven cloth, woven textile
leather: hide
knitted wool: knitwear, wool sweater, knitted yarn
carpet: carpeting, rug
fur: pelt, animal hair
soil: earth, ground, topsoil, garden soil
dirt: earth, soil
cracked mud: parched mud, mud cracks, dried out mud
gravel: crushed rock, stone chippings
pebbles: river rocks, rounded stones, smooth stones
sand: sandy ground
grass: turf, green grass blades, lawn
moss: mosses, carpet of moss
fallen leaves: leaf litter, dead leaves, foliage on the ground
tree bark: bark, trunk
asphalt: tarmac, blacktop, road surface
concrete: cement, poured concrete
plaster wall: plastered wall, rendered wall
stucco: render, textured render
marble: polished stone, marble stone
granite: granite stone
terrazzo: terrazzo flooring
rusty metal: rusted metal, corroded metal, oxidized iron
brushed metal: satin finished metal, linished metal
diamond plate: tread plate, checker plate
metal panels: metal plating, sheet metal panels
corrugated metal: corrugated sheet, ribbed sheet metal
chain mail: chainmail, ring armour, mail armor
spaceship hull: starship hull, space station wall
circuit board: printed circuit, electronics board
ice: frozen water
lava: molten rock, magma
thatched roof: straw roof, reed thatch
straw: hay
wallpaper: wall covering, papered wall
stained glass: leaded glass, coloured glass
with cracks: with fissures, full of cracks, crazed with cracks
with moss: with patches of moss, with moss growing on it
with rust: with rust spots, with corrosion
with dirt: with grime, with dirt stains
with scratches: with scuffs, with scrape marks
with snow: with a layer of snow, with snow on top
with rivets: with rows of rivets, riveted
with grass in the joints: with grass between the stones, with weeds in the joints
with soil in the joints: with earth in the joints, with earthen joints
in running bond: in stretcher bond, with staggered courses
in stack bond: stacked, with joints in line
"""

SYNONYMS = {key.strip(): [w.strip() for w in words.split(",")] for key, _, words in (line.partition(":") for line in _TABLE.strip().splitlines())}
_PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True)) + r")\b")


def swap(text: str, rng: random.Random, chance=0.3) -> str:
    """Some of a part's words replaced by synonyms."""
    return _PATTERN.sub(lambda m: rng.choice(SYNONYMS[m.group()]) if rng.random() < chance else m.group(), text)


# What a surface of this kind may be said to be free of, and the words whose presence forbids it.
ABSENT = {
    "stone": (("moss", "moss overgrown lichen grass"), ("cracks", "crack fractur damaged fissure"), ("dirt", "dirt grim soil mud stain old weather worn")),
    "wood": (("knots", "knot rustic grain"), ("paint", "paint"), ("scratches", "scratch worn scuff"), ("moss", "moss overgrown lichen"), ("nails", "nail")),
    "metal": (("rust", "rust corro weather old"), ("scratches", "scratch worn scuff batter used"), ("paint", "paint chip"), ("dirt", "dirt grim stain worn old")),
    "fabric": (("stains", "dirt soil grim worn old stain"), ("holes", "hole torn")),
    "tile": (("cracks", "crack fractur old worn damaged"), ("dirt", "dirt grim old worn stain")),
    "ground": (("grass", "grass moss overgrown"), ("leaves", "leaf leaves"), ("stones", "stone gravel pebble rock rubble")),
    "plant": (("flowers", "flower"), ("snow", "snow frost")),
    "plastic": (("scratches", "scratch worn scuff"),),
}
