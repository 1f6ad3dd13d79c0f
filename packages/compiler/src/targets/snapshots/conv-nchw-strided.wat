(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_conv_2d_nchw_fchw_1x32x32x32x16x3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32) (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 12
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 13
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 14
        local.get 0 i32.load i32.const 0 i32.add local.set 15
        local.get 10 i32.const 16 i32.mul local.set 16
        local.get 9 i32.const 16 i32.mul local.set 17
        local.get 8 i32.const 16 i32.mul local.set 18
        local.get 16 i32.const 1024 i32.mul local.set 19
        local.get 17 i32.const 32 i32.mul local.set 20
        local.get 19 local.get 20 i32.add local.set 21
        local.get 21 local.get 18 i32.add local.set 20
        local.get 17 i32.const 130 i32.mul local.set 21
        local.get 18 i32.const 2 i32.mul local.set 17
        local.get 21 local.get 17 i32.add local.set 18
        local.get 16 i32.const 144 i32.mul local.set 17
        i32.const 0 local.tee 16 i32.const 16 i32.lt_s if
          loop
            local.get 16 i32.const 1024 i32.mul local.set 21
            local.get 20 local.get 21 i32.add local.set 19
            local.get 16 i32.const 144 i32.mul local.set 21
            local.get 17 local.get 21 i32.add local.set 22
            i32.const 0 local.tee 21 i32.const 16 i32.lt_s if
              loop
                local.get 21 i32.const 32 i32.mul local.set 23
                local.get 19 local.get 23 i32.add local.set 24
                local.get 21 i32.const 130 i32.mul local.set 23
                local.get 18 local.get 23 i32.add local.set 25
                i32.const 0 local.tee 23 i32.const 16 i32.lt_s if
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 26
                  local.get 26 i32.const 0 i32.const 2 i32.shl i32.add local.set 27
                  local.get 27 i32.const 64 i32.add local.set 28
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 29
                  local.get 29 i32.const 0 i32.const 2 i32.shl i32.add local.set 30
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 128 i32.add local.set 31
                  local.get 31 i32.const 0 i32.const 2 i32.shl i32.add local.set 32
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 144 i32.add local.set 33
                  local.get 33 i32.const 0 i32.const 2 i32.shl i32.add local.set 34
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 256 i32.add local.set 35
                  local.get 35 i32.const 0 i32.const 2 i32.shl i32.add local.set 36
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 272 i32.add local.set 37
                  local.get 37 i32.const 0 i32.const 2 i32.shl i32.add local.set 38
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 384 i32.add local.set 39
                  local.get 39 i32.const 0 i32.const 2 i32.shl i32.add local.set 40
                  local.get 13 local.get 24 i32.const 2 i32.shl i32.add i32.const 400 i32.add local.set 41
                  local.get 41 i32.const 0 i32.const 2 i32.shl i32.add local.set 42
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 43
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 44
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 128 i32.add local.set 45
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 144 i32.add local.set 46
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 256 i32.add local.set 47
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 272 i32.add local.set 48
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 384 i32.add local.set 49
                  local.get 12 local.get 24 i32.const 2 i32.shl i32.add i32.const 400 i32.add local.set 50
                  loop
                    local.get 27 local.set 52
                    local.get 52 v128.load align=4 local.set 51
                    local.get 30 local.set 52
                    local.get 52 v128.load align=4 local.set 53
                    local.get 32 local.set 52
                    local.get 52 v128.load align=4 local.set 54
                    local.get 34 local.set 52
                    local.get 52 v128.load align=4 local.set 55
                    local.get 36 local.set 52
                    local.get 52 v128.load align=4 local.set 56
                    local.get 38 local.set 52
                    local.get 52 v128.load align=4 local.set 57
                    local.get 40 local.set 52
                    local.get 52 v128.load align=4 local.set 58
                    local.get 42 local.set 52
                    local.get 52 v128.load align=4 local.set 59
                    local.get 23 i32.const 2 i32.mul local.set 52
                    local.get 25 local.get 52 i32.add local.set 60
                    local.get 51 local.get 53 local.get 54 local.get 55 local.get 56 local.get 57 local.get 58
                    local.get 59 local.set 68
                    local.set 67
                    local.set 66
                    local.set 65
                    local.set 64
                    local.set 63
                    local.set 62
                    local.set 61
                    i32.const 0 local.tee 52 i32.const 16 i32.lt_s if
                      loop
                        local.get 52 i32.const 4225 i32.mul local.set 69
                        local.get 60 local.get 69 i32.add local.set 70
                        local.get 52 i32.const 9 i32.mul local.set 69
                        local.get 22 local.get 69 i32.add local.set 71
                        local.get 61 local.get 62 local.get 63 local.get 64 local.get 65 local.get 66 local.get 67
                        local.get 68 local.set 79
                        local.set 78
                        local.set 77
                        local.set 76
                        local.set 75
                        local.set 74
                        local.set 73
                        local.set 72
                        i32.const 0 local.tee 69 i32.const 3 i32.lt_s if
                          loop
                            local.get 69 i32.const 65 i32.mul local.set 80
                            local.get 70 local.get 80 i32.add local.set 81
                            local.get 69 i32.const 3 i32.mul local.set 80
                            local.get 71 local.get 80 i32.add local.set 82
                            local.get 72 local.get 73 local.get 74 local.get 75 local.get 76 local.get 77 local.get 78
                            local.get 79 local.set 90
                            local.set 89
                            local.set 88
                            local.set 87
                            local.set 86
                            local.set 85
                            local.set 84
                            local.set 83
                            i32.const 0 local.tee 80 i32.const 3 i32.lt_s if
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 91
                              local.get 91 i32.const 0 i32.const 2 i32.shl i32.add local.set 92
                              local.get 92 i32.const 12 i32.add local.set 93
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 94
                              local.get 94 i32.const 0 i32.const 2 i32.shl i32.add local.set 95
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 32 i32.add local.set 96
                              local.get 96 i32.const 0 i32.const 2 i32.shl i32.add local.set 97
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 44 i32.add local.set 98
                              local.get 98 i32.const 0 i32.const 2 i32.shl i32.add local.set 99
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 520 i32.add local.set 100
                              local.get 100 i32.const 0 i32.const 2 i32.shl i32.add local.set 101
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 532 i32.add local.set 102
                              local.get 102 i32.const 0 i32.const 2 i32.shl i32.add local.set 103
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 552 i32.add local.set 104
                              local.get 104 i32.const 0 i32.const 2 i32.shl i32.add local.set 105
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 564 i32.add local.set 106
                              local.get 106 i32.const 0 i32.const 2 i32.shl i32.add local.set 107
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1040 i32.add local.set 108
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1052 i32.add local.set 109
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1072 i32.add local.set 110
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1084 i32.add local.set 111
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1560 i32.add local.set 112
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1572 i32.add local.set 113
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1592 i32.add local.set 114
                              local.get 15 local.get 81 i32.const 2 i32.shl i32.add i32.const 1604 i32.add local.set 115
                              local.get 14 local.get 82 i32.const 2 i32.shl i32.add local.set 116
                              loop
                                local.get 92 local.set 118
                                local.get 118 v128.load align=4 local.set 117
                                local.get 95 local.set 118
                                local.get 118 v128.load align=4 local.set 119
                                local.get 97 local.set 118
                                local.get 118 v128.load align=4 local.set 120
                                local.get 99 local.set 118
                                local.get 118 v128.load align=4 local.set 121
                                local.get 101 local.set 118
                                local.get 118 v128.load align=4 local.set 122
                                local.get 103 local.set 118
                                local.get 118 v128.load align=4 local.set 123
                                local.get 105 local.set 118
                                local.get 118 v128.load align=4 local.set 124
                                local.get 107 local.set 118
                                local.get 118 v128.load align=4 local.set 125
                                local.get 108 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 126
                                local.get 109 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 127
                                local.get 110 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 128
                                local.get 111 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 129
                                local.get 112 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 130
                                local.get 113 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 131
                                local.get 114 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 132
                                local.get 115 local.get 80 i32.const 2 i32.shl i32.add local.set 118
                                local.get 118 v128.load align=4 local.set 133
                                local.get 117 local.get 119 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 134
                                local.get 120 local.get 121 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 119
                                local.get 122 local.get 123 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 121
                                local.get 124 local.get 125 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 123
                                local.get 126 local.get 127 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 125
                                local.get 128 local.get 129 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 127
                                local.get 130 local.get 131 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 129
                                local.get 132 local.get 133 i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31
                                local.set 131
                                local.get 116 local.get 80 i32.const 2 i32.shl i32.add v128.load32_splat local.set 133
                                local.get 134 local.get 133 f32x4.mul local.set 132
                                local.get 83 local.get 132 f32x4.add local.set 134
                                local.get 119 local.get 133 f32x4.mul local.set 132
                                local.get 84 local.get 132 f32x4.add local.set 119
                                local.get 121 local.get 133 f32x4.mul local.set 132
                                local.get 85 local.get 132 f32x4.add local.set 121
                                local.get 123 local.get 133 f32x4.mul local.set 132
                                local.get 86 local.get 132 f32x4.add local.set 123
                                local.get 125 local.get 133 f32x4.mul local.set 132
                                local.get 87 local.get 132 f32x4.add local.set 125
                                local.get 127 local.get 133 f32x4.mul local.set 132
                                local.get 88 local.get 132 f32x4.add local.set 127
                                local.get 129 local.get 133 f32x4.mul local.set 132
                                local.get 89 local.get 132 f32x4.add local.set 129
                                local.get 131 local.get 133 f32x4.mul local.set 132
                                local.get 90 local.get 132 f32x4.add local.set 133
                                local.get 134 local.get 119 local.get 121 local.get 123 local.get 125 local.get 127
                                local.get 129 local.get 133 local.set 90
                                local.set 89
                                local.set 88
                                local.set 87
                                local.set 86
                                local.set 85
                                local.set 84
                                local.set 83
                                local.get 92 i32.const 4 i32.add local.set 92
                                local.get 95 i32.const 4 i32.add local.set 95
                                local.get 97 i32.const 4 i32.add local.set 97
                                local.get 99 i32.const 4 i32.add local.set 99
                                local.get 101 i32.const 4 i32.add local.set 101
                                local.get 103 i32.const 4 i32.add local.set 103
                                local.get 105 i32.const 4 i32.add local.set 105
                                local.get 107 i32.const 4 i32.add local.set 107
                                local.get 80 i32.const 1 i32.add local.tee 80 i32.const 3 i32.lt_s br_if 0
                              end
                            end
                            local.get 83 local.get 84 local.get 85 local.get 86 local.get 87 local.get 88 local.get 89
                            local.get 90 local.set 79
                            local.set 78
                            local.set 77
                            local.set 76
                            local.set 75
                            local.set 74
                            local.set 73
                            local.set 72
                            local.get 69 i32.const 1 i32.add local.tee 69 i32.const 3 i32.lt_s br_if 0
                          end
                        end
                        local.get 72 local.get 73 local.get 74 local.get 75 local.get 76 local.get 77 local.get 78
                        local.get 79 local.set 68
                        local.set 67
                        local.set 66
                        local.set 65
                        local.set 64
                        local.set 63
                        local.set 62
                        local.set 61
                        local.get 52 i32.const 1 i32.add local.tee 52 i32.const 16 i32.lt_s br_if 0
                      end
                    end
                    local.get 43 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 61 v128.store align=4
                    local.get 44 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 62 v128.store align=4
                    local.get 45 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 63 v128.store align=4
                    local.get 46 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 64 v128.store align=4
                    local.get 47 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 65 v128.store align=4
                    local.get 48 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 66 v128.store align=4
                    local.get 49 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 67 v128.store align=4
                    local.get 50 local.get 23 i32.const 2 i32.shl i32.add local.set 60
                    local.get 60 local.get 68 v128.store align=4
                    local.get 27 i32.const 32 i32.add local.set 27
                    local.get 30 i32.const 32 i32.add local.set 30
                    local.get 32 i32.const 32 i32.add local.set 32
                    local.get 34 i32.const 32 i32.add local.set 34
                    local.get 36 i32.const 32 i32.add local.set 36
                    local.get 38 i32.const 32 i32.add local.set 38
                    local.get 40 i32.const 32 i32.add local.set 40
                    local.get 42 i32.const 32 i32.add local.set 42
                    local.get 23 i32.const 8 i32.add local.tee 23 i32.const 16 i32.lt_s br_if 0
                  end
                end
                local.get 21 i32.const 4 i32.add local.tee 21 i32.const 16 i32.lt_s br_if 0
              end
            end
            local.get 16 i32.const 1 i32.add local.tee 16 i32.const 16 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
